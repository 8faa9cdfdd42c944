who=$(ssh-keygen -Y find-principals -s seals/anchors.sig -f "$KEYS/allowed_signers" | head -n 1)
ssh-keygen -Y verify -n anchor -I "$who" -f "$KEYS/allowed_signers" -s seals/anchors.sig < seals/anchors &&
echo 通过 || echo 未通过
