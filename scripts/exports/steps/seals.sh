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
known() {
  g -c core.quotePath=false log --full-history -m --no-renames --format= --name-only "$@" $M -- 'seals/*.json'; }
known --diff-filter=DMT > "$W/touched" && known > "$W/known" || bad="$bad 历史读不出来"
for f in $(LC_ALL=C sort -u "$W/touched"); do bad="$bad $f（封存后被改动或删除）"; done
for f in $(LC_ALL=C sort -u "$W/known"); do test -f "$f" || bad="$bad $f（提交过，包里没有）"; done
test -z "$bad" && echo "通过，共 $n 个" || echo "未通过 $bad"
