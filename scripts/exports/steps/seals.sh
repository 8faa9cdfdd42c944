n=0; prev=$(printf '' | sha256sum | cut -c1-64); bad=
for f in $(ls seals/*.json | LC_ALL=C sort -t / -k 2 -n); do n=$((n + 1))
  sum=$(sha256sum "$f" | cut -c1-64)
  case "$f" in "seals/$n-"*) ;; *) bad="$bad $f（编号不连续）" ;; esac
  grep -q "\"prev\": \"$prev\"" "$f" || bad="$bad $f（接不上）"
  g for-each-ref --format='%(contents)' refs/tags/seal | grep -A 1 -Fx "$f" | grep -qFx "sha256: $sum" ||
    bad="$bad $f（与标签不符）"
  prev=$sum
done
test "$n" -eq "$(($(g for-each-ref refs/tags/seal | wc -l)))" || bad="$bad 标签与记录个数不同"
test -z "$bad" && echo "通过，共 $n 个" || echo "未通过 $bad"
