package dev.freehold.persistence.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for secrets in every file of a folder. */
public final class FileSearch {

  private FileSearch() {}

  /** How many of the secrets, of eight bytes at least, are in one file or more. */
  public static int count(Path folder, List<byte[]> secrets) throws IOException {
    Map<Long, List<byte[]>> byStart = new HashMap<>();
    for (byte[] secret : secrets) {
      byStart
          .computeIfAbsent(ByteBuffer.wrap(secret).getLong(), start -> new ArrayList<>())
          .add(secret);
    }
    Set<byte[]> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Path file : Folders.files(folder)) {
      try {
        search(Files.readAllBytes(file), byStart, found);
      } catch (NoSuchFileException vanished) {
        // Whoever works in the folder has removed it since.
      }
    }
    return found.size();
  }

  private static void search(byte[] content, Map<Long, List<byte[]>> byStart, Set<byte[]> found) {
    ByteBuffer view = ByteBuffer.wrap(content);
    for (int at = 0; at + Long.BYTES <= content.length; at++) {
      for (byte[] secret : byStart.getOrDefault(view.getLong(at), List.of())) {
        int end = at + secret.length;
        if (end <= content.length && Arrays.equals(content, at, end, secret, 0, secret.length)) {
          found.add(secret);
        }
      }
    }
  }
}
