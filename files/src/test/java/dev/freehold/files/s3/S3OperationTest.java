package dev.freehold.files.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3OperationTest {

  @ParameterizedTest
  @DisplayName("The method, the path and the names of parameters tell the operation")
  @CsvSource({
    "GET,/,,LIST_BUCKETS",
    "POST,/,,OTHER",
    "PUT,/b,,CREATE_BUCKET",
    "HEAD,/b/,,HEAD_BUCKET",
    "DELETE,/b,,DELETE_BUCKET",
    "GET,/b,list-type=2&prefix=acl,LIST_OBJECTS",
    "GET,/b,uploads,LIST_UPLOADS",
    "GET,/b,location=,OTHER",
    "POST,/b/,delete,DELETE_OBJECTS",
    "POST,/b,,OTHER",
    "GET,/b/k,X-Amz-Signature=0,GET_OBJECT",
    "HEAD,/b/k/,,HEAD_OBJECT",
    "PUT,/b/k,x-id=PutObject,PUT_OBJECT",
    "DELETE,/b//,,DELETE_OBJECT",
    "POST,/b/k,uploads=,CREATE_UPLOAD",
    "PUT,/b/k,partNumber=1&uploadId=u,UPLOAD_PART",
    "POST,/b/k,uploadId=u,COMPLETE_UPLOAD",
    "DELETE,/b/k,uploadId=u,ABORT_UPLOAD",
    "GET,/b/k,uploadId=u,LIST_PARTS",
    "GET,/b/k,tagging,OTHER",
    "OPTIONS,/b/k,,OTHER",
    "BREW,/b,,OTHER",
  })
  void operations(String method, String path, String query, S3Operation expected) {
    assertThat(S3Operation.of(method, path, query, false, false)).isEqualTo(expected);
  }

  @Test
  @DisplayName("A copy source makes a copy, of an object or of a part")
  void copies() {
    assertThat(S3Operation.of("PUT", "/b/k", null, false, true)).isEqualTo(S3Operation.COPY_OBJECT);
    assertThat(S3Operation.of("PUT", "/b/k", "uploadId=u", false, true))
        .isEqualTo(S3Operation.COPY_PART);
  }

  @Test
  @DisplayName("Where the host names the bucket, the path is a document's")
  void bucketInHost() {
    Optional<String> ours = Optional.of("s3.example");
    assertThat(S3Operation.isBucketInHost(ours, "B.S3.Example")).isTrue();
    assertThat(S3Operation.isBucketInHost(ours, "s3.example")).isFalse();
    assertThat(S3Operation.isBucketInHost(Optional.empty(), "b.s3.example")).isFalse();
    assertThat(S3Operation.of("GET", "/", null, true, false)).isEqualTo(S3Operation.LIST_OBJECTS);
    assertThat(S3Operation.of("GET", "/k", null, true, false)).isEqualTo(S3Operation.GET_OBJECT);
  }
}
