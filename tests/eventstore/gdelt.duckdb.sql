SELECT
  "t0"."GLOBALEVENTID",
  "t0"."SQLDATE",
  "t0"."MonthYear",
  "t0"."Year",
  "t0"."FractionDate",
  "t0"."Actor1Code",
  "t0"."Actor1Name",
  "t0"."Actor1CountryCode",
  "t0"."Actor1KnownGroupCode",
  "t0"."Actor1EthnicCode",
  "t0"."Actor1Religion1Code",
  "t0"."Actor1Religion2Code",
  "t0"."Actor1Type1Code",
  "t0"."Actor1Type2Code",
  "t0"."Actor1Type3Code",
  "t0"."Actor2Code",
  "t0"."Actor2Name",
  "t0"."Actor2CountryCode",
  "t0"."Actor2KnownGroupCode",
  "t0"."Actor2EthnicCode",
  "t0"."Actor2Religion1Code",
  "t0"."Actor2Religion2Code",
  "t0"."Actor2Type1Code",
  "t0"."Actor2Type2Code",
  "t0"."Actor2Type3Code",
  "t0"."IsRootEvent",
  "t0"."EventCode",
  "t0"."EventBaseCode",
  "t0"."EventRootCode",
  "t0"."QuadClass",
  "t0"."GoldsteinScale",
  "t0"."NumMentions",
  "t0"."NumSources",
  "t0"."NumArticles",
  "t0"."AvgTone",
  "t0"."Actor1Geo_Type",
  "t0"."Actor1Geo_Fullname",
  "t0"."Actor1Geo_CountryCode",
  "t0"."Actor1Geo_ADM1Code",
  "t0"."Actor1Geo_ADM2Code",
  "t0"."Actor1Geo_Lat",
  "t0"."Actor1Geo_Long",
  "t0"."Actor1Geo_FeatureID",
  "t0"."Actor2Geo_Type",
  "t0"."Actor2Geo_Fullname",
  "t0"."Actor2Geo_CountryCode",
  "t0"."Actor2Geo_ADM1Code",
  "t0"."Actor2Geo_ADM2Code",
  "t0"."Actor2Geo_Lat",
  "t0"."Actor2Geo_Long",
  "t0"."Actor2Geo_FeatureID",
  "t0"."ActionGeo_Type",
  "t0"."ActionGeo_Fullname",
  "t0"."ActionGeo_CountryCode",
  "t0"."ActionGeo_ADM1Code",
  "t0"."ActionGeo_ADM2Code",
  "t0"."ActionGeo_Lat",
  "t0"."ActionGeo_Long",
  "t0"."ActionGeo_FeatureID",
  "t0"."DATEADDED",
  "t0"."SOURCEURL"
FROM "events" AS "t0"
WHERE
  (
    (
      (
        "t0"."Actor1CountryCode" LIKE '%FRA%'
        OR "t0"."Actor1CountryCode" LIKE '%fra%'
        OR "t0"."Actor1Code" LIKE '%FRA%'
        OR "t0"."Actor1Code" LIKE '%fra%'
      )
      AND (
        "t0"."Actor2CountryCode" LIKE '%USA%'
        OR "t0"."Actor2CountryCode" LIKE '%usa%'
        OR "t0"."Actor2Code" LIKE '%USA%'
        OR "t0"."Actor2Code" LIKE '%usa%'
      )
    )
    OR (
      (
        "t0"."Actor1CountryCode" LIKE '%USA%'
        OR "t0"."Actor1CountryCode" LIKE '%usa%'
        OR "t0"."Actor1Code" LIKE '%USA%'
        OR "t0"."Actor1Code" LIKE '%usa%'
      )
      AND (
        "t0"."Actor2CountryCode" LIKE '%FRA%'
        OR "t0"."Actor2CountryCode" LIKE '%fra%'
        OR "t0"."Actor2Code" LIKE '%FRA%'
        OR "t0"."Actor2Code" LIKE '%fra%'
      )
    )
  )
  AND "t0"."SQLDATE" BETWEEN '20160301' AND '20160430'
  AND (
    "t0"."EventCode" LIKE '03%'
    OR "t0"."EventBaseCode" LIKE '03%'
    OR "t0"."EventRootCode" LIKE '03%'
    OR "t0"."EventCode" LIKE '163%'
    OR "t0"."EventBaseCode" LIKE '163%'
    OR "t0"."EventRootCode" LIKE '163%'
  )
