package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A command about purges that calls the server. */
abstract class PurgeCall extends ServerCall {

  static final String PURGES = "/api/v1/purges/";

  /**
   * Saves an answer to a file that must not exist; nothing is left of an answer that breaks off.
   */
  static void save(ApiClient client, String path, Path to) throws IOException {
    try (InputStream in = client.download(path);
        OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      try {
        in.transferTo(out);
      } catch (IOException broken) {
        Files.delete(to);
        throw broken;
      }
    }
  }
}
