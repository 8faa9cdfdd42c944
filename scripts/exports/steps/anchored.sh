g rev-list --first-parent $M > "$W/main"
bad=$(cut -d' ' -f3 seals/anchors | while read -r c; do
  grep -qFx "$c" "$W/main" || echo "$c"; done)
test -s "$W/main" && test -z "$bad" && g cat-file blob $M:seals/anchors | cmp - seals/anchors && echo 通过 ||
echo "未通过 $bad"
