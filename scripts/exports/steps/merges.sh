g rev-list --merges $M > "$W/merges" && while read -r m; do a=$m^1; n=2; code=0
  while test "$code" -eq 0 && g rev-parse -q --verify "$m^$n" > "$W/said"; do
    tree=$(g merge-tree --write-tree --allow-unrelated-histories "$a" "$m^$n" 2> "$W/said"); code=$?
    test "$code" -ne 0 || a=$(g -c user.name=v -c user.email=v commit-tree -p "$a" -p "$m^$n" -m v "$tree")
    n=$((n + 1)); done
  if test "$code" -eq 1 && ! g rev-parse -q --verify "$m^3" > "$W/said"; then
    echo "请看 $m：有冲突，由合并人取舍"
  elif test "$code" -ne 0 || test "$tree" != "$(g rev-parse "$m^{tree}")"; then echo "夹带或丢弃 $m"; fi
done < "$W/merges" > "$W/odd" && cat "$W/odd" && ! grep 夹带 "$W/odd" > "$W/said" && echo 通过 || echo 未通过
