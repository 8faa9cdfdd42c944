g rev-list --merges $M > "$W/merges" && while read -r m; do
  if g rev-parse -q --verify "$m^3" > "$W/said"; then echo "请看 $m：三方以上合并"
  elif tree=$(g merge-tree --write-tree "$m^1" "$m^2" 2> "$W/said"); then
    test "$tree" = "$(g rev-parse "$m^{tree}")" || echo "夹带或丢弃 $m"
  else echo "请看 $m：有冲突，由合并人取舍"; fi
done < "$W/merges" > "$W/odd" && cat "$W/odd" && ! grep 夹带 "$W/odd" > "$W/said" && echo 通过 || echo 未通过
