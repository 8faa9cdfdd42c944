sha256sum --quiet -c SHA256SUMS && echo 通过 || echo 未通过
