g log --format='%H %ct %P' $M | awk '
  { time[$1] = $2; line[$1] = $0 }
  END { for (c in line) { n = split(line[c], word, " ")
      for (i = 3; i <= n; i++) if (time[c] + 300 < time[word[i]]) { print "倒填 " c; bad = 1 } }
    print (bad || NR == 0) ? "未通过" : "通过" }'
