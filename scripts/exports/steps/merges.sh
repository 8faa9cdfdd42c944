g rev-list --merges $M > "$W/merges" && odd=$(while read -r m; do
  test "$(g merge-tree --write-tree "$m^1" "$m^2" 2>&1 | head -n 1)" = "$(g rev-parse "$m^{tree}")" ||
  echo "$m"; done < "$W/merges") &&
test -z "$odd" && echo 通过 || printf '未通过，请看这些合并：\n%s\n' "$odd"
