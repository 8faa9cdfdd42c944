bad=$(while IFS="$(printf '\t')" read -r sum place source; do
  item=${source%/*}; item=${item##*/}
  test "$(sha256sum "$place" | cut -c1-64)" = "$sum" &&
  test "$(g cat-file blob "$M:$source" | sha256sum | cut -c1-64)" = "$sum" &&
  g cat-file blob "$M:${source%%/evidence/*}/progress/$item.yml" | grep -q "$sum" || echo "$place"
done < 佐证对照.txt)
test "$(($(find 佐证材料 -type f | wc -l)))" -eq "$(($(wc -l < 佐证对照.txt)))" || bad="$bad 文件个数不同"
test -z "$bad" && echo 通过 || echo "未通过 $bad"
