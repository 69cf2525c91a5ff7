package org.meterbook.identity;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.RequiredWhen;

/** How a user wants things shown. */
record PreferenceRequest(
    @Defined @Meaning("show inactive meters") @Nullable Boolean metersShowInactive,
    @Defined @Meaning("show the datasource's name") @Nullable Boolean showDataSource,
    @Defined
        @OneOf({"name", "code", "namefirst", "codefirst"})
        @Meaning("how the tree names buildings")
        @Nullable String buildingTreeDisplaySetting,
    @Defined @Meaning("show inactive accounts") @Nullable Boolean accountsShowInactive,
    @Defined @Meaning("show inactive emission sources")
        @Nullable Boolean emissionSourcesShowInactive,
    @Defined
        @OneOf({"name", "code", "namefirst", "codefirst"})
        @Meaning("how the tree names cost centers")
        @Nullable String costCenterTreeDisplaySetting,
    @Defined @Meaning("group shown in the tree of buildings")
        @Nullable Integer buildingTreeGroupToDisplay,
    @Defined
        @OneOf({"name", "code", "namefirst", "codefirst"})
        @Meaning("how the tree names vendors")
        @Nullable String vendorTreeDisplaySetting,
    @Defined @Meaning("order the tree of vendors by commodity")
        @Nullable Boolean viewVendorsTreeByCommodity,
    @Meaning("how groups are shown") @Nullable GroupDisplaySetting groupDisplaySetting,
    @Defined @Meaning("rows of a page of bills") @Nullable Integer billListRowsPerPage,
    @Defined @Meaning("format of dates") @Nullable String dateFormat,
    @Defined @Meaning("format of times") @Nullable String timeFormat,
    @Defined @Meaning("time zone") @Nullable String timeZoneCode,
    @Defined @Meaning("years of trend charts") @Nullable Integer trendChartNumberOfYears,
    @Defined @Meaning("language") @Nullable String language,
    @Defined @Meaning("name or code of a place") @Nullable String buildingAndOrganizationIdentifier,
    @Defined @Meaning("name or code of a meter") @Nullable String meterIdentifier,
    @Defined @Meaning("name or code of an account") @Nullable String accountIdentifier,
    @Defined @Meaning("name or code of anything else") @Nullable String otherIdentifier,
    @Defined @Meaning("name or code of a collection") @Nullable String collectionIdentifier,
    @Defined @Meaning("name or code of an emission source")
        @Nullable String emissionSourceIdentifier,
    @Defined @Meaning("help is open") @Nullable Boolean helpOpen,
    @Meaning("lists of bill processing that are shown")
        @Nullable WorkflowDisplaySetting workflowDisplaySetting) {

  record GroupDisplaySetting(
      @OneOf({"1", "2", "3", "4"})
          @Meaning("1 last twelve months, 2 last calendar year, 3 last fiscal year, 4 a range")
          @Nullable Integer periodType,
      @RequiredWhen(field = "periodType", is = "4") @Meaning("first period of the range")
          @Nullable Integer userDefinedRangeStartPeriod,
      @RequiredWhen(field = "periodType", is = "4") @Meaning("last period of the range")
          @Nullable Integer userDefinedRangeEndPeriod,
      @OneOf({"actual", "calendarized", "normalized"}) @Meaning("which data")
          @Nullable String dataView,
      @Meaning("commodity of benchmark charts") @Nullable Integer commodityId,
      @Meaning("show excluded members") @Nullable Boolean showExcludedMembers,
      @Meaning("show members with an average of zero") @Nullable Boolean showZeroAverages) {}

  record WorkflowDisplaySetting(
      @Meaning("show the list Unapproved") @Nullable Boolean showUnapprovedList,
      @Meaning("show the list Waiting for Export to AP") @Nullable Boolean showAPExportList,
      @Meaning("show the list Waiting for Export to GL") @Nullable Boolean showGLExportList,
      @Meaning("show the list Held from Export") @Nullable Boolean showExportHoldList) {}
}
