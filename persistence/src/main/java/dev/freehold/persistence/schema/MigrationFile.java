package dev.freehold.persistence.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A migration on the class path.
 *
 * @param number as the history records it
 * @param description as the history records it
 * @param checksum Flyway's: CRC-32 of the lines without their ends
 */
record MigrationFile(String number, String description, int checksum) {

  private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");

  /**
   * What is directly in a folder of the class path.
   *
   * @param folder without a slash at its end
   * @throws IOException if something is there that is not a migration, or it cannot be read
   */
  static List<MigrationFile> in(String folder) throws IOException {
    List<MigrationFile> found = new ArrayList<>();
    for (URL place : Collections.list(MigrationFolders.CLASS_PATH.getResources(folder))) {
      switch (place.getProtocol()) {
        case "file" -> found.addAll(inFolder(place));
        case "jar" -> found.addAll(inJar(place.openConnection(), folder + "/"));
        default -> throw new IOException("migrations are neither in a jar nor in a folder");
      }
    }
    return found;
  }

  private static List<MigrationFile> inFolder(URL place) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
      return files.map(MigrationFile::ofPath).toList();
    } catch (URISyntaxException unnamed) {
      throw new IOException("a folder of migrations has no name", unnamed);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static MigrationFile ofPath(Path file) {
    try (InputStream sql = Files.newInputStream(file)) {
      return read(file.getFileName().toString(), sql);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The class loader has the same jar open, so that its index is not read again. */
  private static List<MigrationFile> inJar(URLConnection connection, String folder)
      throws IOException {
    if (!(connection instanceof JarURLConnection place)) {
      throw new IOException("a jar with migrations is not one of the JDK's");
    }
    place.setUseCaches(false);
    List<MigrationFile> found = new ArrayList<>();
    try (JarFile jar = place.getJarFile()) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
          try (InputStream sql = jar.getInputStream(entry)) {
            found.add(read(entry.getName().substring(folder.length()), sql));
          }
        }
      }
    }
    return found;
  }

  private static MigrationFile read(String name, InputStream sql) throws IOException {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IOException(name + " is not the name of a migration");
    }
    CRC32 checksum = new CRC32();
    BufferedReader lines = new BufferedReader(new InputStreamReader(sql, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      checksum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new MigrationFile(
        parts.group(1), parts.group(2).replace('_', ' '), (int) checksum.getValue());
  }
}
