package org.meterbook.ledger.billimport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Inside;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.ledger.billimport.BillImportModels.BillImportRequest;
import org.meterbook.ledger.task.GuidResponse;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;
import org.meterbook.store.Database;

/** Bills from files, over HTTP: a task is begun, and the answer names it. */
public final class BillImports {
  private static final String PERMISSION = "BillsAndBatches (Create)";

  private final Inside inside;
  private final ImportWorkers workers;

  private BillImports(Operations operations, Supplier<Database> database) {
    this.inside = new Inside(operations);
    this.workers = new ImportWorkers(database);
  }

  /** An import that is to be done. */
  private record Begun(ImportWorkers.Work work, GuidResponse answer) {}

  public static void register(Operations operations, Supplier<Database> database) {
    BillImports imports = new BillImports(operations, database);
    ImportProfiles.register(operations);
    PageRules.register(operations);
    BillFileText.register(operations);
    operations.intake(
        "BillImportV3",
        "/api/v3/import/bill",
        PERMISSION,
        new Operation.Intake(
            new Operation.Body(BillImportRequest.class, false),
            Map.of(),
            GuidResponse.class,
            Upload::receive,
            steps -> upload -> imports.begin(steps, (Upload) upload)),
        "Begins to import the bills of a file; the task says how far it is and what came of it.");
  }

  private GuidResponse begin(Operation.Steps steps, Upload upload) {
    workers.queue(steps.tenant());
    Begun begun;
    try {
      begun = steps.write(call -> begin(call, upload));
    } catch (RuntimeException | Error e) {
      workers.leave(steps.tenant());
      throw e;
    }
    workers.start(begun.work(), upload.keep());
    return begun.answer();
  }

  private Begun begin(Call call, Upload upload) {
    BillImportRequest request = inside.bind(call, BillImportRequest.class, upload.request());
    if (request.data().isEmpty()) {
      throw Problem.invalid("data", "is empty");
    }
    BillFormat format = format(request.fileName());
    Optional<String> code = text(request.profileCode());
    Function<Catalogue, Profile> profile =
        code.<Function<Catalogue, Profile>>map(name -> ImportProfiles.named(call, name))
            .orElse(null);
    BatchChoice batch = BatchChoice.of(call, request.batchSettings(), request.fileName());
    Task task =
        Task.begin(
            call.sql(),
            new Task.Plan(
                UUID.randomUUID().toString(),
                TaskType.BILL_IMPORT,
                call.caller().userId(),
                settings(request, batch),
                batch.batchId()));
    Run run =
        new Run(
            Actor.of(call.caller()),
            request.fileName(),
            task.id(),
            Optional.of(batch.batchId()),
            Boolean.TRUE.equals(request.saveAsResolved()),
            text(request.comment()));
    return new Begun(
        new ImportWorkers.Work(
            run, task, batch, format, Optional.ofNullable(profile), PageRules.all(call.sql())),
        new GuidResponse(task.guid()));
  }

  private static BillFormat format(String fileName) {
    return BillFormat.of(fileName)
        .orElseThrow(() ->
            Problem.invalid(
                "fileName", "must end in one of " + String.join(", ", BillFormat.extensions())));
  }

  private static Map<String, Object> settings(BillImportRequest request, BatchChoice batch) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("fileName", request.fileName());
    settings.put("batchMode", batch.mode());
    settings.put("saveAsResolved", Boolean.TRUE.equals(request.saveAsResolved()));
    text(request.profileCode()).ifPresent(code -> settings.put("profileCode", code));
    text(request.importNote()).ifPresent(note -> settings.put("importNote", note));
    text(request.comment()).ifPresent(comment -> settings.put("comment", comment));
    return settings;
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text).filter(each -> !each.isBlank());
  }
}
