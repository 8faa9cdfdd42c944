bad=$(for f in seals/*.json; do
  c=$(sed -n 's/^ "commit": "\([0-9a-f]*\)".*/\1/p' "$f"); test -n "$c" || echo "$f"
  sed -n '/^ "files": {/,/^ }/s/^  "\(.*\)": "\([0-9a-f]\{64\}\)",*$/\2 \1/p' "$f" |
  while read -r sum path; do
    test "$(g cat-file blob "$c:$path" | sha256sum | cut -c1-64)" = "$sum" || echo "$path"; done; done)
test -z "$bad" && echo 通过 || echo "未通过 $bad"
