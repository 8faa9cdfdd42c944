g rev-list --first-parent $M > "$W/main"
g for-each-ref --format='%(refname)' refs/tags/seal > "$W/tags" && bad=$(while read -r t; do
  g verify-tag "$t" 2> "$W/said" && grep -qFx "$(g rev-parse "$t^{commit}")" "$W/main" || echo "$t"
done < "$W/tags") && test -s "$W/tags" && test -z "$bad" && echo 通过 || echo "未通过 $bad"
