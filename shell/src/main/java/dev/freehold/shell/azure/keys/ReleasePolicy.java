package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.azure.call.UserFiles;
import java.nio.file.Path;
import java.util.Base64;

/** The rule under which a vault may let an exportable key out. */
final class ReleasePolicy {

  private ReleasePolicy() {}

  static void add(ObjectNode body, Path file, boolean immutable) {
    byte[] data = UserFiles.read(file, "release policy");
    body.putObject("release_policy")
        .put("contentType", "application/json; charset=utf-8")
        .put("data", Base64.getUrlEncoder().withoutPadding().encodeToString(data))
        .put("immutable", immutable);
  }
}
