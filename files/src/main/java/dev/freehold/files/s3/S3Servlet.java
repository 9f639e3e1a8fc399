package dev.freehold.files.s3;

import dev.freehold.crypto.work.FairGate;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.s3.operation.AccessLists;
import dev.freehold.files.s3.operation.BucketLocation;
import dev.freehold.files.s3.operation.BucketOperations;
import dev.freehold.files.s3.operation.CallerStores;
import dev.freehold.files.s3.operation.S3Call;
import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.files.s3.request.BodyPlaces;
import dev.freehold.files.s3.request.BrowserGuards;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.HeldAnswer;
import dev.freehold.files.s3.request.LongSignedBody;
import dev.freehold.files.s3.request.ObjectTags;
import dev.freehold.files.s3.request.PartsPage;
import dev.freehold.files.s3.request.QueryOnly;
import dev.freehold.files.s3.request.RecordedBody;
import dev.freehold.files.s3.request.RequestFacts;
import dev.freehold.files.s3.request.RequestView;
import dev.freehold.files.s3.request.ResponseView;
import dev.freehold.files.s3.request.RestOfBody;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.s3.request.S3Methods;
import dev.freehold.files.s3.request.S3RepeatedFields;
import dev.freehold.files.s3.request.S3RequestId;
import dev.freehold.files.s3.request.SignedParts;
import dev.freehold.files.s3.request.TimedBody;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.RefusalLog;
import dev.freehold.web.net.PeerNetworks;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.AwsHttpHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What every request passes: the turns of tenants, the bound on bodies that are held whole, what
 * the handler must not be asked, the handler; every failure becomes an error of S3 or, where part
 * of the answer is out, a broken connection. Thread-safe.
 */
public final class S3Servlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(S3Servlet.class);

  private final transient S3Handler handler;
  private final transient Optional<String> dnsName;
  private final transient BodyPlaces memory;
  private final transient AccessKeys accessKeys;
  private final transient S3Turns turns;
  private final transient ForegroundGauge foreground;
  private final transient RefusalLog refusals;

  S3Servlet(S3Services services, S3ListenerSettings settings) {
    this.handler = new S3Handler(new CallerStores(services), settings.dnsName());
    this.dnsName = settings.dnsName();
    this.accessKeys = services.accessKeys();
    this.memory = new BodyPlaces(settings.shared().bodies(), settings.maxRequests() / 2);
    this.turns = new S3Turns(settings.maxRequests(), settings.shared().known());
    this.foreground = services.foreground();
    this.refusals = settings.shared().refusals();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = S3RequestId.next();
    MDC.put(S3RequestId.LOG_KEY, id);
    try {
      if (!isDone(request, response, id)) {
        RestOfBody.discard(request, response);
      }
    } finally {
      MDC.remove(S3RequestId.LOG_KEY);
    }
  }

  /** Does what is asked, or answers why not; returns whether it was done. */
  private boolean isDone(HttpServletRequest request, HttpServletResponse response, String id)
      throws IOException {
    prepare(response, id);
    foreground.enter();
    try {
      // Before anything asks for a parameter: the servlet's own reading takes the body for a form.
      QueryOnly asked = new QueryOnly(request);
      try (FairGate.Place _ = turns.enter(asked)) {
        serve(asked, response);
      }
      return true;
    } catch (IOException | RuntimeException failure) {
      answer(request, response, failure, id);
      return false;
    } finally {
      foreground.leave();
    }
  }

  /** What every answer says, whatever becomes of the request. */
  private static void prepare(HttpServletResponse response, String id) {
    response.setHeader(S3RequestId.HEADER, id);
    BrowserGuards.set(response);
  }

  private void serve(QueryOnly request, HttpServletResponse response) throws IOException {
    S3RepeatedFields.refuse(request);
    refuseWhatTheHandlerWouldAnswer(request);
    SignedParts.require(request);
    RequestFacts facts = new RequestFacts(request);
    facts.requireRecordable();
    boolean isStreamed = facts.isTooLongForItsHash() && isContent(request);
    if (!isStreamed) {
      facts.requireHoldable();
    }
    int held = isStreamed ? 0 : facts.heldBytes();
    try (BodyPlaces.Share share = memory.take(PeerNetworks.of(request.getRemoteAddr()), held);
        InputStream raw = request.getInputStream()) {
      InputStream timed = held == 0 ? raw : new TimedBody(raw, WebLimits.LONG_BODY_TIMEOUT);
      RecordedBody body = new RecordedBody(timed, facts.recordedBytes());
      S3Call call = new S3Call(body, facts);
      ScopedValue.where(S3Call.CURRENT, call)
          .call(
              () -> {
                if (isStreamed) {
                  handleStreamed(request, response, body);
                } else {
                  handle(request, response, body, call);
                }
                call.signer().ifPresent(signer -> used(request, signer));
                return share;
              });
    }
  }

  private void used(HttpServletRequest request, S3Call.Signer signer) {
    accessKeys.used(signer.accessKeyId());
    turns.signed(request, signer);
  }

  private boolean isContent(HttpServletRequest request) {
    return switch (operation(request)) {
      case PUT_OBJECT, UPLOAD_PART -> true;
      case LIST_BUCKETS,
          CREATE_BUCKET,
          HEAD_BUCKET,
          DELETE_BUCKET,
          LIST_OBJECTS,
          DELETE_OBJECTS,
          GET_OBJECT,
          HEAD_OBJECT,
          COPY_OBJECT,
          DELETE_OBJECT,
          CREATE_UPLOAD,
          COPY_PART,
          COMPLETE_UPLOAD,
          ABORT_UPLOAD,
          LIST_PARTS,
          LIST_UPLOADS,
          OTHER ->
          false;
    };
  }

  private S3Operation operation(HttpServletRequest request) {
    return S3Operation.of(
        request.getMethod(),
        request.getRequestURI(),
        request.getQueryString(),
        S3Operation.isBucketInHost(dnsName, request.getServerName()),
        request.getHeader(AwsHttpHeaders.COPY_SOURCE) != null);
  }

  private void handleStreamed(QueryOnly request, HttpServletResponse response, InputStream body)
      throws IOException {
    String path = new RequestView(request, dnsName).getRequestURI();
    LongSignedBody signed = LongSignedBody.of(request, path, accessKeys);
    RequestView shown = new RequestView(signed, dnsName);
    handler.doHandle(signed, shown, new ResponseView(response), signed.checked(body), null);
  }

  private void handle(
      QueryOnly request, HttpServletResponse response, RecordedBody body, S3Call call)
      throws IOException {
    RequestView shown = new RequestView(request, dnsName);
    if (PartsPage.isAskedFor(request) || BucketLocation.isAskedFor(request)) {
      HeldAnswer held = new HeldAnswer(response);
      handler.doHandle(request, shown, held, body, null);
      held.send(BucketLocation.correct(call.partsPage().correct(held.document()), call));
      return;
    }
    handler.doHandle(request, shown, new ResponseView(response), body, null);
    if (ObjectTags.areAskedFor(request)) {
      ObjectTags.answer(response);
    }
  }

  private static void refuseWhatTheHandlerWouldAnswer(HttpServletRequest request) {
    S3Methods.require(request);
    if (request.getMethod().equals("OPTIONS")) {
      // No origin may share anything; the handler would tell, without looking at the signature,
      // which buckets there are.
      throw S3Failures.of(ErrorCode.ACCESS_DENIED, "cross-origin requests are not allowed");
    }
    if (request.getMethod().equals("GET")
        && request.getRequestURI().equals("/" + BucketOperations.RESERVED)) {
      // Here the handler would tell anybody its version and how long it has been running.
      throw S3Failures.of(ErrorCode.NO_SUCH_BUCKET, "no such bucket");
    }
    AccessLists.require(request.getHeader(AwsHttpHeaders.ACL));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, Exception failure, String id)
      throws IOException {
    Optional<AwsServiceException> expected = S3Failures.translate(failure);
    AwsServiceException refusal = expected.orElseGet(() -> S3Failures.unknown(failure));
    tell(request, refusal, expected.isEmpty() ? failure : null);
    if (response.isCommitted()) {
      // Part of the content is out: only a broken connection can say that the rest will not come.
      throw new BrokenAnswerException(failure);
    }
    response.reset();
    prepare(response, id);
    copyHeaders(refusal, response);
    if (refusal.statusCode() == ErrorCode.METHOD_NOT_ALLOWED.status()) {
      response.setHeader("Allow", S3Methods.of(request));
    }
    handler.refuse(request, response, refusal);
  }

  /** Names neither the path, which has the names of documents, nor anything of the query. */
  private void tell(HttpServletRequest request, AwsServiceException refusal, Exception unexpected) {
    if (is(ErrorCode.SLOW_DOWN, refusal)) {
      refusals.refused(request.getRemoteAddr(), refusal.statusCode(), ErrorCode.SLOW_DOWN.code());
    } else if (refusal.statusCode() >= 500 && !isClients(refusal)) {
      LOG.atWarn()
          .addKeyValue("code", refusal.awsErrorDetails().errorCode())
          .addKeyValue("method", request.getMethod())
          .setCause(unexpected)
          .log("S3 request failed: {}", refusal.awsErrorDetails().errorMessage());
    }
  }

  /** Whether it is for the client to do something else. */
  private static boolean isClients(AwsServiceException refusal) {
    return refusal.awsErrorDetails() == null || is(ErrorCode.NOT_IMPLEMENTED, refusal);
  }

  private static boolean is(ErrorCode code, AwsServiceException refusal) {
    return refusal.awsErrorDetails() != null
        && code.code().equals(refusal.awsErrorDetails().errorCode());
  }

  /** Such as the ETag of a 304. */
  private static void copyHeaders(AwsServiceException refusal, HttpServletResponse response) {
    SdkHttpResponse told =
        refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().sdkHttpResponse();
    if (told != null) {
      for (String name : List.of("ETag", "Allow")) {
        told.firstMatchingHeader(name).ifPresent(value -> response.setHeader(name, value));
      }
    }
  }
}
