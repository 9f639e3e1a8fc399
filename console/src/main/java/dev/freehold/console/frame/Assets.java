package dev.freehold.console.frame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The style sheet, scripts and icon of the console. Their addresses have a part of their hash, so
 * that browsers keep them for good. Immutable.
 */
public final class Assets {

  private static final Map<String, Source> SOURCES =
      Map.of(
          "console.css", new Source("text/css; charset=utf-8", own("console.css")),
          "console.js", new Source("text/javascript; charset=utf-8", own("console.js")),
          "htmx.js",
              new Source(
                  "text/javascript; charset=utf-8", webjar("htmx.org/2.0.10/dist/htmx.min.js")),
          "icon.svg", new Source("image/svg+xml", own("icon.svg")));

  private static final int HASH_CHARS = 12;
  private static final Map<String, Asset> BY_NAME = load();

  private Assets() {}

  private record Source(String mediaType, String resource) {}

  /**
   * One file.
   *
   * @param address where it is
   * @param bytes what it is
   * @param zipped the same, compressed by gzip
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, and never compared.
  public record Asset(String address, String mediaType, byte[] bytes, byte[] zipped) {}

  /** The address of the file of this name. */
  static String address(String name) {
    return BY_NAME.get(name).address();
  }

  /** The file at {@code /console/assets/} and this name. */
  public static Optional<Asset> at(String file) {
    return BY_NAME.values().stream()
        .filter(asset -> asset.address().endsWith("/" + file))
        .findFirst();
  }

  /** All of them, by name. */
  public static Map<String, Asset> all() {
    return BY_NAME;
  }

  private static String own(String name) {
    return "/dev/freehold/console/assets/" + name;
  }

  private static String webjar(String path) {
    return "/META-INF/resources/webjars/" + path;
  }

  private static Map<String, Asset> load() {
    Map<String, Asset> assets = new LinkedHashMap<>();
    SOURCES.forEach((name, source) -> assets.put(name, load(name, source)));
    return Map.copyOf(assets);
  }

  private static Asset load(String name, Source source) {
    try (InputStream in = Assets.class.getResourceAsStream(source.resource)) {
      byte[] bytes = in.readAllBytes();
      String hash =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
              .substring(0, HASH_CHARS);
      int dot = name.lastIndexOf('.');
      String file = name.substring(0, dot) + "-" + hash + name.substring(dot);
      return new Asset("/console/assets/" + file, source.mediaType, bytes, zipped(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is part of the program", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
