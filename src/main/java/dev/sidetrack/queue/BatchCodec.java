// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;

/** The text of a queue message: {@code {"version":1,"hits":[…]}}. */
public final class BatchCodec {

    private static final int VERSION = 1;
    private static final int CHARACTERS_PER_HIT = 700;

    private BatchCodec() {}

    /** The text of a batch of these hits. */
    public static String write(List<Hit> hits) {
        var json = new JsonWriter(hits.size() * CHARACTERS_PER_HIT);
        json.object().field("version", VERSION).name("hits").array();
        hits.forEach(hit -> HitJson.write(json, hit));
        return json.endArray().end().toString();
    }

    /** The text of the batch without the hits of that visitor; {@code null} if none are left or nobody can tell. */
    public static String without(String visitor, String text) {
        try {
            var left = read(text).stream()
                    .filter(hit -> hit.visitor() == null
                            || !visitor.equals(hit.visitor().clientId()))
                    .toList();
            return left.isEmpty() ? null : write(left);
        } catch (MalformedJsonException unreadable) {
            return null;
        }
    }

    /** The hits of a message; {@link MalformedJsonException} if it is none of ours, or of a version we do not know. */
    public static List<Hit> read(String text) {
        var json = new JsonReader(text);
        var hits = new ArrayList<Hit>();
        var version = 0L;
        json.beginObject();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "version" -> version = checked(json.integer());
                case "hits" -> readHits(json, hits);
                default -> json.skip();
            }
        }
        json.finish();
        if (version == 0 || hits.isEmpty()) {
            throw new MalformedJsonException("a batch needs a version and hits", -1);
        }
        return hits;
    }

    private static void readHits(JsonReader json, List<Hit> hits) {
        json.beginArray();
        while (json.nextElement()) {
            hits.add(HitJson.read(json));
        }
    }

    private static long checked(long version) {
        if (version != VERSION) {
            throw new MalformedJsonException(
                    "the batch has version " + version + ", but this node reads " + VERSION, -1);
        }
        return version;
    }
}
