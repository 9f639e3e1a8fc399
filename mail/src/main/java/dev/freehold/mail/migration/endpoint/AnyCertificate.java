package dev.freehold.mail.migration.endpoint;

import java.security.cert.X509Certificate;

/** Trusts every server; only for endpoints whose tenant has said so, which is recorded. */
final class AnyCertificate extends SourceCertificates {

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    // The tenant has chosen not to check.
  }
}
