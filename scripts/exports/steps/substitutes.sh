test -z "$(g for-each-ref refs/replace)" && test ! -s "$W/h/info/grafts" &&
test "$(g rev-parse --is-shallow-repository)" = false && echo 通过 || echo 未通过
