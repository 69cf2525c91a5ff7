package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** What came of a setup sheet. */
record Setup(
    @Meaning("type of the sheet, such as CREATE_Vendors") String type,
    @Meaning("what the sheet is of") String sheetType,
    @Meaning("create or update") String action,
    @Meaning("rows that changed something") int success,
    @Meaning("rows that were refused") int failure,
    @Meaning("rows with nothing to change") int skip,
    @Meaning("workbook of the rows refused, in base64; null for none") @Nullable String kickout,
    @Meaning("when it began") LocalDateTime start,
    @Meaning("when it ended") LocalDateTime finish,
    @Meaning("number of the task") int taskId) {}
