c=COMMIT
test "$(g rev-parse $M)" = "$c" && grep -q "$c" 打开我.html &&
grep -q "$(printf %s "$c" | cut -c1-12)" 网页/index.html && echo 通过 || echo 未通过
