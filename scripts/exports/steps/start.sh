KEYS=/您自己的文件夹
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_NO_REPLACE_OBJECTS=1
W=$(mktemp -d); M=refs/heads/main; g() { git -C "$W/h" "$@"; }
test -f SHA256SUMS && test -d "$KEYS" && echo 通过 || echo 未通过
