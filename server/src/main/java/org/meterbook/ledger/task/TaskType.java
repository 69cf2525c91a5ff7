package org.meterbook.ledger.task;

/** What a task does, as the catalogue {@code task_type} has it. */
public enum TaskType {
  SETUP_SHEET(5),
  BILL_IMPORT(8),
  READING_IMPORT(11);

  private final int id;

  TaskType(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }
}
