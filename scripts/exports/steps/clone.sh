git clone --quiet --mirror history.bundle "$W/h" &&
g fsck --strict --full --no-dangling --no-progress && echo 通过 || echo 未通过
