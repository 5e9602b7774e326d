// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file in MaxMind's format with the countries of addresses, held in memory. */
final class CountryFile {

    private static final String UNREADABLE = "it is not a file that the server may read";
    private static final int IPV4 = 4;
    private static final int IPV4_BYTES = 4;
    /** Every file with countries has one within this many networks. */
    private static final int NETWORKS_TRIED = 1_000;

    private final Reader reader;
    private final Stamp stamp;

    private CountryFile(Reader reader, Stamp stamp) {
        this.reader = reader;
        this.stamp = stamp;
    }

    /**
     * Reads the whole file.
     *
     * @throws IOException if it is missing, unreadable, or has no countries; the message says which
     */
    static CountryFile read(Path file) throws IOException {
        // Read before the content, so that a change in the meantime is noticed next time.
        var stamp = Stamp.of(file);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(UNREADABLE);
        }
        var read = new CountryFile(reader(file), stamp);
        if (!read.knowsCountries()) {
            throw new IOException("it contains no countries");
        }
        return read;
    }

    /** Whether the file is unchanged, judging by its time and size. */
    boolean isStill(Path file) throws IOException {
        return stamp.equals(Stamp.of(file));
    }

    /** The country of that address of 4 or 16 bytes, such as {@code AT}, or {@code null}. */
    String country(byte[] address) {
        if (address.length > IPV4_BYTES && reader.getMetadata().getIpVersion() == IPV4) {
            return null;
        }
        try {
            return code(reader.get(InetAddress.getByAddress(address), CountryRecord.class));
        } catch (IOException | RuntimeException damaged) {
            return null;
        }
    }

    /** The credit that pages must show, or {@code null}. */
    Attribution attribution() {
        return Attribution.of(String.valueOf(reader.getMetadata().getDatabaseType()));
    }

    private boolean knowsCountries() {
        try {
            var networks = reader.networks(CountryRecord.class);
            for (var i = 0; i < NETWORKS_TRIED && networks.hasNext(); i++) {
                if (code(networks.next().getData()) != null) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidNetworkException | RuntimeException damaged) {
            return false;
        }
    }

    private static Reader reader(Path file) throws IOException {
        try {
            return new Reader(file.toFile(), Reader.FileMode.MEMORY);
        } catch (IOException | RuntimeException malformed) {
            throw new IOException("it is not an .mmdb file, or it is damaged", malformed);
        }
    }

    private static String code(CountryRecord found) {
        return found == null || found.country() == null ? null : found.country().code();
    }

    private record Stamp(FileTime changed, long bytes) {

        static Stamp of(Path file) throws IOException {
            try {
                var facts = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(facts.lastModifiedTime(), facts.size());
            } catch (NoSuchFileException missing) {
                throw new IOException("there is no such file", missing);
            } catch (FileSystemException refused) {
                throw new IOException(UNREADABLE, refused);
            }
        }
    }
}
