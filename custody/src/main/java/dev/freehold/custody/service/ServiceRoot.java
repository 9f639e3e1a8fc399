package dev.freehold.custody.service;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** One version of one of the service's own root keys. Never prints itself. */
record ServiceRoot(String version, RSAPrivateKey privateKey, RSAPublicKey publicKey) {

  @Override
  public String toString() {
    return "ServiceRoot[" + version + "]";
  }
}
