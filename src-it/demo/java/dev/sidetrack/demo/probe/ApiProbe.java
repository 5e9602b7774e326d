// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.Tracked;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;

/** Answers given later, transactions that end one way or the other, and work outside a request. */
@ApplicationScoped
@Path("probe")
public class ApiProbe {

    @Inject
    TransactionProbe transaction;

    @Inject
    NightlyReport report;

    @Inject
    SessionBeanProbe sessionBean;

    @Resource
    ManagedExecutorService executor;

    @GET
    @Path("suspended")
    @Tracked
    public void suspended(@Suspended AsyncResponse response) {
        executor.execute(() -> response.resume("resumed"));
    }

    @GET
    @Path("suspended-failing")
    @Tracked
    public void suspendedFailing(@Suspended AsyncResponse response) {
        executor.execute(() -> response.resume(new ProbeFailure()));
    }

    @POST
    @Path("transaction")
    public void transaction(@QueryParam("outcome") @DefaultValue("commit") String outcome) {
        transaction.track(outcome.equals("rollback"));
    }

    @POST
    @Path("durable-transaction")
    public void durableTransaction(
            @QueryParam("outcome") @DefaultValue("commit") String outcome,
            @QueryParam("hold") @DefaultValue("0") int seconds) {
        transaction.trackDurably(outcome.equals("rollback"), seconds);
    }

    @GET
    @Path("session-bean")
    public void sessionBean() {
        sessionBean.call();
    }

    @GET
    @Path("timer")
    public void timer() {
        executor.execute(report::run);
    }
}
