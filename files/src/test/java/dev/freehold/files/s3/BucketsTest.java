package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.sites.SiteRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Buckets: who sees which, where they are made, what is refused. */
class BucketsTest {

  private static final ServerSideEncryptionRule KMS =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS))
          .build();

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static S3Client owner;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    owner = server.owner();
    S3Fixture fixture = server.fixture;
    fixture.addMember("reader", SiteRole.READ);
    fixture.addMember("writer", SiteRole.WRITE);
    fixture.addKey("stranger", fixture.base.contoso, fixture.base.user(fixture.base.contoso, "S"));
    fixture.addKey(
        "foreigner", fixture.base.fabrikam, fixture.base.user(fixture.base.fabrikam, "F"));
    fixture.addKey("bob", fixture.base.contoso, fixture.base.bob);
    owner.putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("x"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName(
      "A bucket without a role on it, or of another tenant, is answered like a missing one")
  void invisible() {
    for (String key : new String[] {"stranger", "foreigner"}) {
      S3Client other = server.client(key);
      assertThat(other.listBuckets().buckets()).isEmpty();
      for (String bucket : new String[] {BUCKET, "none"}) {
        ObjectsTest.assertCode(
            "NoSuchBucket", () -> other.getObjectAsBytes(get -> get.bucket(bucket).key("doc")));
        ObjectsTest.assertCode("NoSuchBucket", () -> other.listObjectsV2(l -> l.bucket(bucket)));
        ObjectsTest.assertCode(
            "NoSuchBucket",
            () ->
                other.putObject(put -> put.bucket(bucket).key("new"), RequestBody.fromString("y")));
        ObjectsTest.assertCode("NoSuchBucket", () -> other.deleteBucket(d -> d.bucket(bucket)));
        ObjectsTest.assertCode(
            "NoSuchBucket", () -> other.createMultipartUpload(c -> c.bucket(bucket).key("k")));
        ObjectsTest.assertCode("NoSuchBucket", () -> other.getBucketAcl(a -> a.bucket(bucket)));
        ObjectsTest.assertCode(
            "NoSuchBucket", () -> other.getBucketEncryption(e -> e.bucket(bucket)));
        ObjectsTest.assertCode(
            "NoSuchBucket", () -> other.getBucketLocation(l -> l.bucket(bucket)));
        ObjectsTest.assertCode(
            "NoSuchBucket",
            () ->
                other.deleteObjects(
                    delete ->
                        delete
                            .bucket(bucket)
                            .delete(
                                names ->
                                    names.objects(ObjectIdentifier.builder().key("a").build()))));
      }
    }
  }

  @Test
  @DisplayName("A copy reads only what its identity may read")
  void copySource() {
    S3Client foreigner = server.client("foreigner");
    foreigner.createBucket(create -> create.bucket("mine"));
    ObjectsTest.assertCode(
        "NoSuchBucket",
        () ->
            foreigner.copyObject(
                copy ->
                    copy.sourceBucket(BUCKET)
                        .sourceKey("doc")
                        .destinationBucket("mine")
                        .destinationKey("stolen")));
  }

  @Test
  @DisplayName("A reader reads and writes nothing; a writer writes and deletes no bucket")
  void roles() {
    S3Client reader = server.client("reader");
    assertThat(reader.listBuckets().buckets()).extracting(Bucket::name).containsExactly(BUCKET);
    assertThat(reader.getObjectAsBytes(g -> g.bucket(BUCKET).key("doc")).asUtf8String())
        .isEqualTo("x");
    ObjectsTest.assertCode(
        "AccessDenied",
        () -> reader.putObject(p -> p.bucket(BUCKET).key("doc"), RequestBody.fromString("y")));
    ObjectsTest.assertCode(
        "AccessDenied", () -> reader.deleteObject(d -> d.bucket(BUCKET).key("doc")));
    ObjectsTest.assertCode(
        "AccessDenied", () -> reader.createMultipartUpload(c -> c.bucket(BUCKET).key("doc")));
    S3Client writer = server.client("writer");
    writer.putObject(p -> p.bucket(BUCKET).key("written"), RequestBody.fromString("y"));
    ObjectsTest.assertCode("AccessDenied", () -> writer.deleteBucket(d -> d.bucket(BUCKET)));
  }

  @Test
  @DisplayName("A bucket is made in the geo that it names in any case, else in the default")
  void geos() {
    owner.createBucket(create -> create.bucket("default-geo"));
    owner.createBucket(
        create ->
            create
                .bucket("named-geo")
                .createBucketConfiguration(where -> where.locationConstraint("nam")));
    assertThat(server.fixture.geoOf("default-geo")).isEqualTo("EUR");
    assertThat(server.fixture.geoOf("named-geo")).isEqualTo("NAM");
    ObjectsTest.assertCode(
        "InvalidLocationConstraint",
        () ->
            owner.createBucket(
                create ->
                    create
                        .bucket("no-geo")
                        .createBucketConfiguration(where -> where.locationConstraint("mars"))));
    ObjectsTest.assertCode(
        "BucketAlreadyOwnedByYou", () -> owner.createBucket(c -> c.bucket("named-geo")));
    ObjectsTest.assertCode(
        "BucketAlreadyExists",
        () -> server.client("stranger").createBucket(c -> c.bucket("named-geo")));
    ObjectsTest.assertCode("InvalidBucketName", () -> owner.createBucket(c -> c.bucket("healthz")));
    ObjectsTest.assertCode(
        "AccessDenied", () -> server.client("bob").createBucket(c -> c.bucket("bobs")));
  }

  @Test
  @DisplayName(
      "The location of a bucket is its geo, for everyone with a role on it, whatever the signature")
  void location() throws IOException {
    S3Client reader = server.client("reader");
    assertThat(reader.getBucketLocation(ask -> ask.bucket(BUCKET)).locationConstraintAsString())
        .isEqualTo("EUR");
    // Some clients sign for the region that they were told.
    S3Client there = server.client("reader", Region.of("EUR"));
    assertThat(there.headObject(head -> head.bucket(BUCKET).key("doc")).contentLength())
        .isEqualTo(1);
    String keyId = server.fixture.keyId("reader");
    RawRequest old =
        new RawRequest("GET", "/team?location")
            .signedV2(keyId, server.fixture.secret("reader"), Instant.now());
    assertThat(old.send(server.port())).startsWith("HTTP/1.1 200 ").contains(">EUR</Location");
    RawRequest wrong =
        new RawRequest("GET", "/team?location").signedV2(keyId, "wrong", Instant.now());
    assertThat(wrong.send(server.port())).contains("SignatureDoesNotMatch").doesNotContain("EUR");
    RawRequest anonymous = new RawRequest("GET", "/team?location");
    assertThat(anonymous.send(server.port())).startsWith("HTTP/1.1 40").doesNotContain("EUR");
    RawRequest document =
        new RawRequest("GET", "/team/doc?location")
            .signedV2(keyId, server.fixture.secret("reader"), Instant.now());
    assertThat(document.send(server.port())).endsWith("\r\nx");
  }

  @Test
  @DisplayName("An empty bucket is deleted, another is not")
  void deletion() {
    owner.createBucket(create -> create.bucket("short-lived"));
    owner.deleteBucket(delete -> delete.bucket("short-lived"));
    ObjectsTest.assertCode(
        "NoSuchBucket", () -> owner.deleteBucket(delete -> delete.bucket("short-lived")));
    ObjectsTest.assertCode(
        "BucketNotEmpty", () -> owner.deleteBucket(delete -> delete.bucket(BUCKET)));
  }

  @Test
  @DisplayName("Everything is private, and an ACL that says otherwise is refused")
  void accessLists() {
    String refused = "AccessControlListNotSupported";
    assertThat(owner.getBucketAcl(ask -> ask.bucket(BUCKET)).grants()).hasSize(1);
    owner.putBucketAcl(put -> put.bucket(BUCKET).acl(BucketCannedACL.PRIVATE));
    owner.putObjectAcl(put -> put.bucket(BUCKET).key("doc").acl(ObjectCannedACL.PRIVATE));
    ObjectsTest.assertCode(
        refused, () -> owner.putBucketAcl(p -> p.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ)));
    ObjectsTest.assertCode(
        refused,
        () ->
            owner.putObject(
                p -> p.bucket(BUCKET).key("doc").acl(ObjectCannedACL.AUTHENTICATED_READ),
                RequestBody.fromString("y")));
    ObjectsTest.assertCode(
        refused,
        () -> owner.createBucket(c -> c.bucket("public").acl(BucketCannedACL.AUTHENTICATED_READ)));
  }

  @Test
  @DisplayName("Encryption is AES256; a key of the client's own or of Amazon's is refused")
  void encryption() {
    var rule =
        owner
            .getBucketEncryption(ask -> ask.bucket(BUCKET))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst();
    assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm())
        .isEqualTo(ServerSideEncryption.AES256);
    ObjectsTest.assertCode(
        "NotImplemented",
        () ->
            owner.putObject(
                p ->
                    p.bucket(BUCKET)
                        .key("kms")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("some-key"),
                RequestBody.fromString("y")));
    ObjectsTest.assertCode(
        "NotImplemented",
        () ->
            owner.createMultipartUpload(
                p ->
                    p.bucket(BUCKET)
                        .key("kms")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)));
    ObjectsTest.assertCode(
        "NotImplemented",
        () ->
            owner.putBucketEncryption(
                put ->
                    put.bucket(BUCKET)
                        .serverSideEncryptionConfiguration(
                            ServerSideEncryptionConfiguration.builder().rules(KMS).build())));
  }
}
