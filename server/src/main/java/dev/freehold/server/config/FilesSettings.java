package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.dnsName;
import static dev.freehold.server.config.Kind.duration;
import static dev.freehold.server.config.Kind.geoCode;
import static dev.freehold.server.config.Kind.integer;
import static dev.freehold.server.config.Kind.oneOf;
import static dev.freehold.server.config.Kind.port;

import java.time.Duration;

/** The keys below {@code freehold.files}: how sites are reached. */
final class FilesSettings {

  static final Setting<String> SUFFIX =
      Setting.open(
              "freehold.files.suffix",
              "The DNS suffix of sites' URLs: tenant contoso has"
                  + " https://contoso.SUFFIX/sites/NAME.",
              dnsName(),
              "files.freehold.localhost")
          .onlyForServe();
  static final Setting<Integer> S3_PORT =
      Setting.open(
              "freehold.files.s3.port",
              "The port on which sites are S3 buckets, with TLS; 0 takes a free one.",
              port(),
              "8445")
          .onlyForServe();
  static final Setting<Integer> S3_PUBLIC_PORT =
      Setting.open(
              "freehold.files.s3.public-port",
              "The port under which clients reach S3, where a proxy or mapping leads from there to"
                  + " freehold.files.s3.port; 0 for the same.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> S3_PLAIN_PORT =
      Setting.open(
              "freehold.files.s3.plain-port",
              "A second port for S3, on 127.0.0.1 and without TLS, for a proxy on this machine that"
                  + " does TLS; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<String> S3_NAME =
      Setting.open(
              "freehold.files.s3.name",
              "The DNS name under which S3 clients reach sites; with wildcard DNS, site a is also"
                  + " a.NAME.",
              dnsName(),
              "s3.freehold.localhost")
          .onlyForServe();
  static final Setting<Integer> S3_REQUESTS =
      Setting.open(
              "freehold.files.s3.concurrent-requests",
              "How many S3 requests are handled at a time; further ones are told to try again"
                  + " later.",
              integer(2, 10_000, "requests"),
              "128")
          .onlyForServe();
  static final Setting<Duration> S3_UPLOAD_EXPIRY =
      Setting.open(
              "freehold.files.s3.upload-expiry",
              "How long after its beginning an upload in parts that was not completed is aborted,"
                  + " so that its space comes back.",
              duration("PT1H", "P365D"),
              "P7D")
          .onlyForServe();
  static final Setting<RecordedReads> RECORDED_READS =
      Setting.open(
              "freehold.files.recorded-reads",
              "Which reads of documents are written into the ledger: all (the same content again"
                  + " within three hours not), or none, where backup programs read millions of"
                  + " documents and nobody asks who read them.",
              oneOf(RecordedReads.class),
              "all")
          .onlyForServe();
  static final Setting<String> DEFAULT_GEO =
      Setting.open(
              "freehold.files.default-geo",
              "The geo that a tenant without any gets with its first site.",
              geoCode(),
              "NAM")
          .onlyForServe();

  private FilesSettings() {}
}
