find . ! -type d ! -path ./SHA256SUMS | cut -c3- | LC_ALL=C sort > "$W/present"
cut -c67- SHA256SUMS | LC_ALL=C sort | diff - "$W/present" && echo 通过 || echo 未通过
