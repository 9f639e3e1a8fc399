package dev.freehold.web.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a server shows and proves that it has: the server's certificate first in the chain. */
record ShownCertificate(PrivateKey key, List<X509Certificate> chain) {

  ShownCertificate {
    chain = List.copyOf(chain);
  }

  X509Certificate leaf() {
    return chain.getFirst();
  }
}
