g ls-tree -r $M > "$W/tree" && ! grep -Ev '^100(644|755) ' "$W/tree" && echo 通过 || echo 未通过
