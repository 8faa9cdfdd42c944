bad=$(cut -d' ' -f3 seals/anchors | while read -r c; do
  g merge-base --is-ancestor "$c" $M 2> "$W/said" || echo "$c"; done)
test -z "$bad" && g cat-file blob $M:seals/anchors | cmp - seals/anchors && echo 通过 ||
echo "未通过 $bad"
