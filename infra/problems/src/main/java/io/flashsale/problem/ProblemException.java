package io.flashsale.problem;

/** A refusal on its way to the caller; it carries no stack trace because it reports no fault of ours. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Refuses with the given problem. */
    public ProblemException(Problem problem) {
        super(problem.type() + ": " + problem.title(), null, false, false);
        this.problem = problem;
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }
}
