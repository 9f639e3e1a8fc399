package dev.freehold.server.features.jobs;

import static dev.freehold.server.features.Admissions.ADMINISTRATORS;
import static dev.freehold.server.features.Admissions.ALL_READERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** Jobs, for administrators: listed, paused, resumed, cancelled. */
public final class JobsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("jobs")
              .sealedRow()
              .ids("id tenant_id subject_id exclusive_key")
              .states("kind parameters state failure_code failure_reason statement role")
              .names("created_by")
              .numbers("shards shards_left total_items total_bytes created_at started_at ended_at"),
          TableRule.of("job_shards")
              .ids("job_id task_instance position")
              .numbers("shard epoch done_items done_bytes tries failures")
              .states("done waiting_code waiting_reason"),
          TableRule.of("scheduled_tasks")
              .ids("task_instance")
              .states("task_name task_data picked picked_by")
              .numbers(
                  "execution_time last_success last_failure consecutive_failures last_heartbeat")
              .numbers("version"));

  private static final QueryParameter SUBJECT =
      QueryParameter.of(
          "subject", QueryParameter.Kind.GUID, "only the jobs about this mailbox, site or policy");

  private static final QueryParameter JOB_KIND =
      QueryParameter.text("kind", "only jobs of this kind");

  private static final QueryParameter STATE =
      QueryParameter.word(
          "state",
          "only jobs that stand so",
          Stream.of(JobState.values()).map(Wire::word).toList());

  private static final QueryParameter COUNT =
      QueryParameter.of(
          "count",
          QueryParameter.Kind.BOOLEAN,
          "whether to count all that the filters let through");

  private final JobsApi api;

  /** Builds the feature from these parts. */
  public JobsFeature(Basics basics, Jobs jobs) {
    this.api = new JobsApi(jobs, basics.clock());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String job = "/api/v1/jobs/{job}";
    return List.of(
        get(
            "List the jobs",
            "/api/v1/jobs",
            ALL_READERS,
            api::list,
            Queries.AFTER_ID,
            Queries.MAX,
            JOB_KIND,
            SUBJECT,
            STATE,
            COUNT,
            gives(JobView.Page.class)),
        get("Get a job", job, ALL_READERS, api::get, gives(JobView.class)),
        post("Pause a job", job + "/pause", ADMINISTRATORS, api::pause, gives(JobView.class)),
        post("Resume a job", job + "/resume", ADMINISTRATORS, api::resume, gives(JobView.class)),
        post("Cancel a job", job + "/cancel", ADMINISTRATORS, api::cancel, gives(JobView.class)));
  }
}
