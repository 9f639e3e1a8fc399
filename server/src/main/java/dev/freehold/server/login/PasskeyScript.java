package dev.freehold.server.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The one script of the pages where people sign in: it asks the browser for a passkey. */
public final class PasskeyScript {

  /** Where it is. */
  public static final String PATH = "/login/passkey.js";

  /** How it is announced. */
  public static final String MEDIA_TYPE = "text/javascript; charset=utf-8";

  /** The headers that it needs beside those of every answer: it is asked for with each page. */
  public static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-cache");

  private static final byte[] BYTES = read();

  private PasskeyScript() {}

  /** The bytes that are sent. */
  public static byte[] bytes() {
    return BYTES.clone();
  }

  private static byte[] read() {
    try (InputStream script = PasskeyScript.class.getResourceAsStream("passkey.js")) {
      return script.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
