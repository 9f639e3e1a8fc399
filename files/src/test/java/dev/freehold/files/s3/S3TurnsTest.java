package dev.freehold.files.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Request;
import dev.freehold.web.net.KnownNetworks;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The turn of an S3 request")
class S3TurnsTest {

  private static final String NETWORK = "192.0.2.1";
  private static final String OTHER_NETWORK = "192.0.2.2";
  private static final String KEY = "FHKEY";
  private static final String V4_LINK =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=FHKEY%2F20261129%2Feu%2Fs3%2Faws4_request";
  private static final String V2_LINK = "AWSAccessKeyId=FHKEY&Expires=1&Signature=x";
  private static final Map<String, String> HEADER = Map.of("Authorization", "AWS FHKEY:c2ln");

  private final UUID tenant = UUID.randomUUID();
  private final S3Caller caller = new S3Caller(KEY, tenant, UUID.randomUUID(), Set.of(), "team");
  private final S3Turns turns = new S3Turns(2, new KnownNetworks());

  private static S3Request request(String network, String query, Map<String, String> headers) {
    return new S3Request(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                S3TurnsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) ->
                    switch (called.getName()) {
                      case "getMethod" -> "GET";
                      case "getRemoteAddr" -> network;
                      case "getQueryString" -> query;
                      case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                      case "getHeaders" ->
                          Collections.enumeration(List.of(headers.get(arguments[0])));
                      case "getHeader" -> headers.get(arguments[0]);
                      case "getContentLengthLong" -> 0L;
                      default -> throw new UnsupportedOperationException(called.getName());
                    }));
  }

  private static S3Request link(String network, String query) {
    return request(network, query, Map.of());
  }

  private Object shareOf(S3Request request) {
    try (S3Turns.Turn turn = turns.enter(request)) {
      Object share = turn.share();
      turn.signed(caller); // so that only what the test refuses is refused
      return share;
    }
  }

  private void refused(S3Request request) {
    turns.enter(request).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {V4_LINK, V2_LINK})
  @DisplayName("by a link is its network's until the signature holds, then its tenant's")
  void links(String query) {
    try (S3Turns.Turn turn = turns.enter(link(NETWORK, query))) {
      assertThat(turn.share()).isEqualTo(NETWORK);
      turn.signed(caller);
      assertThat(turn.share()).isEqualTo(tenant);
    }
    assertThat(shareOf(link(NETWORK, query))).isEqualTo(tenant);
    assertThat(shareOf(link(OTHER_NETWORK, query))).isEqualTo(OTHER_NETWORK);
  }

  @Test
  @DisplayName("leaves its network's place to others when it goes on in its tenant's")
  void placesAreLeft() {
    try (S3Turns.Turn work = turns.enter(link(NETWORK, V4_LINK))) {
      work.signed(caller);
      try (S3Turns.Turn stranger = turns.enter(link(NETWORK, null))) {
        assertThat(stranger.share()).isEqualTo(NETWORK);
      }
    }
  }

  @Nested
  @DisplayName("after the key signed well from the network")
  class Known {

    @BeforeEach
    void sign() {
      shareOf(request(NETWORK, null, HEADER));
    }

    @Test
    @DisplayName("is the tenant's at once, by header and by link")
    void atOnce() {
      assertThat(shareOf(request(NETWORK, null, HEADER))).isEqualTo(tenant);
      assertThat(shareOf(link(NETWORK, V2_LINK))).isEqualTo(tenant);
    }

    @Test
    @DisplayName("is the network's again after one invented signature")
    void invented() {
      refused(link(NETWORK, V4_LINK));
      try (S3Turns.Turn next = turns.enter(link(NETWORK, V4_LINK))) {
        assertThat(next.share()).isEqualTo(NETWORK);
      }
      assertThat(shareOf(request(NETWORK, null, HEADER))).isEqualTo(NETWORK);
      assertThat(shareOf(request(NETWORK, null, HEADER))).isEqualTo(tenant);
    }

    @Test
    @DisplayName("stays the tenant's when a signature is invented in another network")
    void inventedElsewhere() {
      refused(link(OTHER_NETWORK, V4_LINK));
      assertThat(shareOf(request(NETWORK, null, HEADER))).isEqualTo(tenant);
    }
  }
}
