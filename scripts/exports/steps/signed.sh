g config gpg.format ssh; g config gpg.ssh.allowedSignersFile "$KEYS/allowed_signers"
if test -f "$KEYS/revoked_keys"; then g config gpg.ssh.revocationFile "$KEYS/revoked_keys"; fi
g log --format='%G?' $M > "$W/good"; g log --format='%GS' $M > "$W/signer"
g log --format='%ae' $M > "$W/author"; g log --format='%ce' $M > "$W/committer"
if test -s "$W/good" && ! grep -qv '^G$' "$W/good" &&
  cmp -s "$W/signer" "$W/author" && cmp -s "$W/signer" "$W/committer"; then echo 通过
else echo 未通过; g log --format='%G? %h 签名 %GS 作者 %ae 入库 %ce' $M |
  awk '!($1 == "G" && $4 == $6 && $4 == $8)' | head -n 20; fi
