#!/bin/sh
# Builds the library once more, in a folder of its own, and compares each jar with the first one, byte by byte.
set -eu
mvn=$1 first=$2 name=$3
second=$first/again
"$mvn" -q -B -Prelease -DskipTests -Dagain=true -Dlibrary.build="$second" -f "$(dirname "$0")/../../pom.xml" -pl src clean verify
for kind in "" -broker -sources -javadoc; do
    cmp "$first/$name$kind.jar" "$second/$name$kind.jar"
    sha256sum "$first/$name$kind.jar"
done
echo "Byte-identical: four jars of two builds."
