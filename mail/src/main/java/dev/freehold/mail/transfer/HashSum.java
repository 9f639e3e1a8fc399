package dev.freehold.mail.transfer;

import dev.freehold.crypto.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A sum over hashes that does not depend on their order. Takes about 50 bytes per hash. */
final class HashSum {

  private final List<byte[]> hashes = new ArrayList<>();

  void add(String sha256) {
    hashes.add(HexFormat.of().parseHex(sha256));
  }

  String result() {
    MessageDigest digest = Sha256.digest();
    hashes.stream().sorted(Arrays::compareUnsigned).forEach(digest::update);
    return Sha256.hex(digest);
  }
}
