package org.meterbook.ledger.task;

import org.meterbook.api.Rules.Meaning;

/** The name of work that was begun. */
public record GuidResponse(
    @Meaning("names the task: GET /api/v3/task/{taskGuid}") String taskGUId) {}
