n=0; prev=$(printf '' | sha256sum | cut -c1-64); bad=
while IFS= read -r line; do n=$((n + 1))
  case "$line" in "$n "*" prev:$prev") ;; *) bad="$bad 第 $n 行接不上" ;; esac
  prev=$(printf '%s\n' "$line" | sha256sum | cut -c1-64)
done < seals/anchors
test -z "$bad" && echo "通过，共 $n 行，最后一行 $(printf %s "$prev" | cut -c1-12)" || echo "未通过 $bad"
