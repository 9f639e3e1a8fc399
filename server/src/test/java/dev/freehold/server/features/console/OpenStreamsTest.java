package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Streams that are open")
class OpenStreamsTest {

  private static final UUID JOB = UUID.randomUUID();

  private final OpenStreams streams = new OpenStreams();

  private Optional<LiveStream> open(UUID tenant, String session, Kept answer) {
    Caller person =
        new Caller(
            tenant,
            UUID.randomUUID(),
            UUID.randomUUID(),
            Set.of(Role.AUDITOR),
            Optional.empty(),
            0);
    return streams.add(
        session, tenant, () -> new LiveStream(session, "192.0.2.1", person, List.of(JOB), answer));
  }

  private void fill(UUID tenant) {
    for (int i = 0; i < LiveLimits.MAX_STREAMS_OF_TENANT; i++) {
      assertThat(open(tenant, tenant + " " + i, new Kept())).isEmpty();
    }
  }

  @Test
  @DisplayName("are as many as a tenant may have, and then there is a clear answer")
  void tenant() {
    UUID tenant = UUID.randomUUID();
    fill(tenant);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> open(tenant, "another", new Kept()))
        .satisfies(
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(429);
              assertThat(refused.problem().code()).isEqualTo("too-many-live-pages");
            });
    assertThat(open(UUID.randomUUID(), "of another tenant", new Kept())).isEmpty();
    streams.all().getFirst().end();
    assertThat(open(tenant, "another", new Kept())).isEmpty();
  }

  @Test
  @DisplayName("are as many as there may be, and tenants with many make room for one with few")
  void all() {
    int tenants = LiveLimits.MAX_STREAMS / LiveLimits.MAX_STREAMS_OF_TENANT;
    List<UUID> full = Stream.generate(UUID::randomUUID).limit(tenants).toList();
    full.forEach(this::fill);
    UUID late = UUID.randomUUID();
    int share = LiveLimits.MAX_STREAMS / (tenants + 1);
    for (int i = 0; i < share; i++) {
      LiveStream ended = open(late, "late " + i, new Kept()).orElseThrow();
      assertThat(ended.session()).startsWith(ended.tenantId() + " ");
      assertThat(streams.all()).hasSize(LiveLimits.MAX_STREAMS).doesNotContain(ended);
    }
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> open(late, "one more", new Kept()))
        .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(429));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> open(full.getFirst(), "one more", new Kept()));
    for (UUID tenant : full) {
      assertThat(streams.all().stream().filter(one -> one.tenantId().equals(tenant)))
          .as("each has lost its oldest, one as many as the other")
          .hasSizeBetween(share, share + 1)
          .noneMatch(one -> one.session().equals(tenant + " 0"));
    }
  }

  @Test
  @DisplayName("of one session make room for its newest, even where the tenant has all of its own")
  void session() {
    UUID tenant = UUID.randomUUID();
    for (int i = 0; i < LiveLimits.MAX_STREAMS_OF_SESSION; i++) {
      assertThat(open(tenant, "one", new Kept())).isEmpty();
    }
    LiveStream oldest = streams.all().getFirst();
    assertThat(open(tenant, "one", new Kept())).contains(oldest);
    assertThat(streams.all()).hasSize(LiveLimits.MAX_STREAMS_OF_SESSION).doesNotContain(oldest);
  }

  @Test
  @DisplayName("tell a slow browser later what is so then")
  void slow() {
    Kept answer = new Kept();
    open(UUID.randomUUID(), "one", answer);
    LiveStream stream = streams.all().getFirst();
    Map<UUID, String> first = Map.of(JOB, "event: job\ndata: 1\n\n");
    answer.isTaken = false;
    stream.tell(first, 0);
    assertThat(stream.unknown(first)).isEqualTo(first);
    answer.isTaken = true;
    Map<UUID, String> second = Map.of(JOB, "event: job\ndata: 2\n\n");
    stream.tell(stream.unknown(second), 0);
    assertThat(stream.unknown(second)).isEmpty();
    assertThat(answer.sent).containsExactly("event: job\ndata: 2\n\n");
  }

  /** Keeps what it is given. */
  private static final class Kept implements OpenAnswer {
    private final List<String> sent = new ArrayList<>();
    private boolean isTaken = true;
    private boolean isOpen = true;

    @Override
    public boolean send(byte[] bytes) {
      if (isTaken) {
        sent.add(new String(bytes, StandardCharsets.UTF_8));
      }
      return isTaken;
    }

    @Override
    public boolean isOpen() {
      return isOpen;
    }

    @Override
    public void close() {
      isOpen = false;
    }
  }
}
