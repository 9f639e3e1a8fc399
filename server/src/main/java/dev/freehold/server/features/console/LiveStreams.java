package dev.freehold.server.features.console;

import dev.freehold.console.jobs.JobNews;
import dev.freehold.custody.identity.Caller;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.InnerApi;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that follow jobs by themselves. One thread looks at all jobs that are followed: it reads
 * each once for everybody, and before it tells somebody it asks whether the session is open and its
 * person may read the job now. A stream holds no thread and no turn, and never keeps its session
 * open. Thread-safe.
 */
final class LiveStreams {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  /** How long a browser waits before it comes again, such as after a start of the server. */
  private static final String FIRST = "retry: 3000\n\n";

  private final InnerApi api;
  private final Authenticator authenticator;
  private final JobNews news = new JobNews();

  private final OpenStreams streams = new OpenStreams();

  LiveStreams(InnerApi api, Authenticator authenticator) {
    this.api = api;
    this.authenticator = authenticator;
  }

  /** Begins to look. */
  void start(Closer closer) {
    closer.add(new Recurring("console-live", LiveLimits.LOOK_INTERVAL, this::look));
  }

  /** {@code GET /console/live?jobs=ID,ID}. */
  void open(Exchange exchange) {
    Optional<Caller> person = exchange.callerIfAny();
    if (person.isEmpty()) {
      // The status that keeps browsers from asking again.
      exchange.reply(204);
      return;
    }
    List<UUID> jobs = jobs(exchange);
    String address = exchange.remoteAddress();
    jobs.forEach(job -> require(person.get(), job, address));
    exchange.setHeader("X-Accel-Buffering", "no");
    if (exchange.isHead()) {
      exchange.reply(200, SessionCookie.EVENT_STREAM, new byte[0]);
      return;
    }
    String session = SessionCookie.in(exchange.header("Cookie")).orElseThrow();
    add(exchange, session, person.get(), jobs);
  }

  private static List<UUID> jobs(Exchange exchange) {
    List<String> named = Arrays.asList(exchange.query("jobs").orElse("").split(",", -1));
    if (named.size() > JobNews.MAX_FOLLOWED) {
      throw ProblemException.badRequest(
          "a page follows at most %d jobs, got %d".formatted(JobNews.MAX_FOLLOWED, named.size()));
    }
    try {
      return named.stream().map(UUID::fromString).distinct().toList();
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.notFound();
    }
  }

  private void require(Caller person, UUID job, String address) {
    if (read(person, job, address) instanceof InnerApi.Result.Refused refused) {
      throw new ProblemException(refused.problem());
    }
  }

  private InnerApi.Result read(Caller person, UUID job, String address) {
    return api.ask(person, new InnerApi.Ask("GET", path(job), "", Optional.empty(), address));
  }

  private static String path(UUID job) {
    return "/api/v1/jobs/" + job;
  }

  private void add(Exchange exchange, String session, Caller person, List<UUID> jobs) {
    streams
        .add(
            session,
            person.tenantId(),
            () -> {
              OpenAnswer answer = exchange.open(SessionCookie.EVENT_STREAM);
              answer.send(FIRST.getBytes(StandardCharsets.UTF_8));
              return new LiveStream(session, exchange.remoteAddress(), person, jobs, answer);
            })
        .ifPresent(LiveStream::end);
  }

  private void look() {
    List<LiveStream> open = streams.all();
    if (!open.isEmpty()) {
      Look look = new Look();
      open.forEach(look::at);
    }
  }

  /** One look at all jobs that are followed, and at whoever follows them. */
  private final class Look {
    private final Map<UUID, Map<UUID, Optional<String>>> eventsOfTenants = new HashMap<>();
    private final Map<String, Optional<Caller>> people = new HashMap<>();
    private final long nowNanos = System.nanoTime();

    void at(LiveStream stream) {
      try {
        Map<UUID, String> unknown = stream.unknown(events(stream));
        if (unknown.isEmpty() && !stream.isSilent(nowNanos)) {
          return;
        }
        if (mayGoOn(stream)) {
          stream.tell(unknown, nowNanos);
        } else {
          stream.end();
        }
      } catch (PersistenceException unreachable) {
        LOG.debug("a page is told later", unreachable);
      } catch (RuntimeException failed) {
        // Such as a row that is not authentic. Others are told all the same.
        LOG.warn("a page is not told any more", failed);
        stream.end();
      }
    }

    /** What is so now. Jobs that cannot be read now are left out. */
    private Map<UUID, String> events(LiveStream stream) {
      Map<UUID, Optional<String>> known =
          eventsOfTenants.computeIfAbsent(stream.tenantId(), _ -> new HashMap<>());
      Map<UUID, String> events = new HashMap<>();
      for (UUID job : stream.jobs()) {
        known
            .computeIfAbsent(job, _ -> event(stream, job))
            .ifPresent(event -> events.put(job, event));
      }
      return events;
    }

    /** A job is the same for everybody of its tenant who may read it. */
    private Optional<String> event(LiveStream stream, UUID job) {
      return switch (read(stream.person(), job, stream.address())) {
        case InnerApi.Result.Done done -> Optional.of(news.event(done.bytes()));
        case InnerApi.Result.Refused _ -> Optional.empty();
      };
    }

    private boolean mayGoOn(LiveStream stream) {
      Optional<Caller> now = people.computeIfAbsent(stream.session(), authenticator::ofSession);
      now.ifPresent(stream::is);
      return now.isPresent()
          && stream.jobs().stream().allMatch(job -> api.allows(now.get(), "GET", path(job)));
    }
  }
}
