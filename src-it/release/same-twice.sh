#!/bin/sh
# Builds the library and the test kit once more, in a folder of their own, and compares each jar with the first one, byte by byte.
set -eu
mvn=$1 first=$2 version=$3
second=$first/again
"$mvn" -q -B -Prelease -DskipTests -Dagain=true -Dlibrary.build="$second" -f "$(dirname "$0")/../../pom.xml" -pl src,src/testing clean verify
same() {
    cmp "$first/$1.jar" "$second/$1.jar"
    sha256sum "$first/$1.jar"
}
for kind in "" -broker -sources -javadoc; do
    same "sidetrack-$version$kind"
done
for kind in "" -sources -javadoc; do
    same "testing/sidetrack-testing-$version$kind"
done
echo "Byte-identical: seven jars of two builds."
