package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestRefusedException.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A refusal before anybody looked at the request")
class WireErrorTest {

  @ParameterizedTest
  @DisplayName("has the status of its reason, and says when to come again if that is a 503")
  @EnumSource(Reason.class)
  void reasons(Reason reason) {
    Answer answer = WireError.of(new RequestRefusedException(reason, "no")).toAnswer();
    assertThat(answer.status()).isEqualTo(reason.status());
    assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(reason.status() == 503);
  }

  @Test
  @DisplayName("is the client's fault, unless it is ours")
  void notHttp() {
    assertThat(WireError.of(new NotHttp(431)).code()).isEqualTo("BadParameter");
    assertThat(WireError.of(new NotHttp(505)).code()).isEqualTo("BadParameter");
    assertThat(WireError.of(new NotHttp(500)).code()).isEqualTo("InternalServerError");
  }
}
