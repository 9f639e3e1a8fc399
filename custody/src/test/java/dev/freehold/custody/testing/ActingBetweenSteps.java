package dev.freehold.custody.testing;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;

/** A kind of job that lets somebody act after each step, before what comes of it is noted. */
record ActingBetweenSteps(JobKind inner, Runnable act) implements JobKind {

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public JobOutcome step(JobStep step) {
    JobOutcome outcome = inner.step(step);
    act.run();
    return outcome;
  }

  @Override
  public JobOutcome finish(JobStep step) {
    JobOutcome outcome = inner.finish(step);
    act.run();
    return outcome;
  }
}
