"""Errors of the Python package tempdisagg where quarters are known and hidden.

The twenty sectors of Vietnam's quarterly accounts, 2010-Q1 to 2024-Q4 at constant 2010 prices, are added
to years and disaggregated by chow-lin-opt, once with quarterly GDP as the indicator and once with a
constant. Writes the root mean square error of growth on the same quarter of the year before, in points.

Run by hand: python hidden_quarters.py > hidden_quarters.json   (tempdisagg 0.2.13, numpy)
"""
import csv
import json
import os
import warnings
from collections import defaultdict

import numpy as np
from tempdisagg.model.models_handler import ModelsHandler

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../../../notebooks-data/vietnam/national_accounts.csv")
values = defaultdict(dict)
with open(DATA, encoding="utf-8") as file:
    for row in csv.DictReader(file):
        values[row["series_id"]][row["period"]] = float(row["value"])
quarters = [f"{year}-Q{quarter}" for year in range(2010, 2025) for quarter in range(1, 5)]
gdp = np.array([values["VNM_Q_NGDP_R_PA_XDC_b2010"][q] for q in quarters])
aggregate = np.kron(np.eye(15), np.ones(4))


def growth(levels):
    return 100 * (levels[4:] / levels[:-4] - 1)


handler = ModelsHandler(rho_min=-0.9, rho_max=0.99)
errors = {"withIndicator": {}, "withoutIndicator": {}}
for sector in "ABCDEFGHIJKLMNOPQRST":
    truth = np.array([values[f"VNM_Q_NGDPVA_R_ISIC4_{sector}_XDC_b2010"][q] for q in quarters])
    for name, indicator in (("withIndicator", gdp), ("withoutIndicator", np.ones(60))):
        found = handler.chow_lin_opt_estimation(aggregate @ truth, indicator.copy(), aggregate)
        miss = growth(found["y_hat"].ravel()) - growth(truth)
        errors[name][sector] = float(np.sqrt(np.mean(miss**2)))
print(json.dumps({
    "source": "tempdisagg (Python), chow-lin-opt; truth: notebooks-data/vietnam/national_accounts.csv",
    "generator": "hidden_quarters.py",
    "unit": "root mean square error of growth on the same quarter of the year before, points",
    **errors,
}, indent=1))
